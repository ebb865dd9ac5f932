" Plays vim-lsp for the test: what is registered is kept.

function! lsp#register_server(server) abort
  call add(g:servers, a:server)
endfunction
