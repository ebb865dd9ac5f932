call copydesk#server#define('markdown', 'markdown')
