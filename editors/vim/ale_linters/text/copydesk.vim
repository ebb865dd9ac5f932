call copydesk#server#define('text', 'plaintext')
