" Plays vim-lsp for the test.

function! lsp#utils#path_to_uri(path) abort
  return 'file://' . a:path
endfunction
