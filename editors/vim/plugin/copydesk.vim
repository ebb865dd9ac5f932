" Who is speaking? copydesk in Vim, through ALE or vim-lsp, whichever of them is there.

if exists('g:loaded_copydesk') || has('nvim')
  finish
endif
let g:loaded_copydesk = 1

" Where the program is; by default, on the PATH.
let g:copydesk_executable = get(g:, 'copydesk_executable', 'copydesk')

" ALE finds copydesk in ale_linters/. It checks no plain text unless it is told to; what the user has set stays.
let g:ale_linters = extend(get(g:, 'ale_linters', {}), {'text': ['copydesk']}, 'keep')

" vim-lsp asks for servers when all plugins are there. Where ALE is, too, it has started copydesk already.
augroup copydesk
  autocmd!
  autocmd User lsp_setup if exists(':ALELint') != 2 | call copydesk#server#register() | endif
augroup END
