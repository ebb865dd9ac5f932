" What the plugin tells vim-lsp. The two functions of vim-lsp that it calls are played by vim_lsp/.
" COPYDESK_VIM is the plugin's folder, COPYDESK_REPORT the file that the results go to.

let s:report = []
let g:servers = []

function! s:test(name, expected, actual) abort
  if a:expected ==# a:actual
    call add(s:report, 'ok - vim-lsp: ' . a:name)
  else
    call add(s:report, printf('FAIL - vim-lsp: %s: wanted %s, got %s', a:name, string(a:expected), string(a:actual)))
  endif
endfunction

let &runtimepath = $COPYDESK_VIM . ',' . $COPYDESK_VIM . '/tests/vim_lsp,' . &runtimepath
runtime plugin/copydesk.vim
doautocmd User lsp_setup
call s:test('one server is registered', 1, len(g:servers))
if len(g:servers) == 1
  let s:server = g:servers[0]
  call s:test('it is called copydesk', 'copydesk', s:server.name)
  call s:test('the program on the PATH is started', [exepath('copydesk'), 'lsp'], s:server.cmd())
  call s:test('for articles', ['text', 'markdown', 'html'], s:server.allowlist)
  set filetype=text
  call s:test('plain text has its name in the protocol', 'plaintext', s:server.languageId())
  set filetype=markdown
  call s:test('Markdown has its own', 'markdown', s:server.languageId())
  call s:test('the root is the article''s folder', 'file://' . expand('%:p:h'), s:server.root_uri())
  call writefile([], expand('%:p:h:h') . '/copydesk.toml')
  call s:test('or that of copydesk.toml', 'file://' . expand('%:p:h:h'), s:server.root_uri())
  call delete(expand('%:p:h:h') . '/copydesk.toml')
endif
call writefile(s:report, $COPYDESK_REPORT)
qa!
