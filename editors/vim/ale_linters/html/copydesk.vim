call copydesk#server#define('html', 'html')
