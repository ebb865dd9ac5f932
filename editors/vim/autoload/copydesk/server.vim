" How the server is started, for ALE and for vim-lsp.

" The folder whose copydesk.toml counts, or that is under version control; else the article's own.
function! copydesk#server#root(file) abort
  let l:folder = fnamemodify(a:file, ':p:h')
  let l:configuration = findfile('copydesk.toml', escape(l:folder, ' ,;') . ';')
  if !empty(l:configuration)
    return fnamemodify(l:configuration, ':p:h')
  endif
  let l:repository = finddir('.git', escape(l:folder, ' ,;') . ';')
  return empty(l:repository) ? l:folder : fnamemodify(l:repository, ':p:h:h')
endfunction

" Tells ALE of the server, for articles of this filetype. LANGUAGE is the protocol's name for it. ALE counts columns in
" bytes; the protocol has clients count in another unit unless they say so, and ALE does not.
function! copydesk#server#define(filetype, language) abort
  call ale#linter#Define(a:filetype, {
  \   'name': 'copydesk',
  \   'lsp': 'stdio',
  \   'executable': {-> g:copydesk_executable},
  \   'command': '%e lsp',
  \   'language': a:language,
  \   'initialization_options': {'positionEncoding': 'utf-8'},
  \   'project_root': {buffer -> copydesk#server#root(bufname(buffer))},
  \ })
endfunction

" Tells vim-lsp of the server.
function! copydesk#server#register() abort
  if !executable(g:copydesk_executable)
    return
  endif
  call lsp#register_server({
  \   'name': 'copydesk',
  \   'cmd': {-> [exepath(g:copydesk_executable), 'lsp']},
  \   'allowlist': ['text', 'markdown', 'html'],
  \   'languageId': {-> &filetype ==# 'text' ? 'plaintext' : &filetype},
  \   'root_uri': {-> lsp#utils#path_to_uri(copydesk#server#root(expand('%')))},
  \ })
endfunction
