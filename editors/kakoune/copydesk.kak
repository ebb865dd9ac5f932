# copydesk in Kakoune, through kakoune-lsp 17 or newer. Load this in your kakrc, behind `eval %sh{kak-lsp}`:
#     source path/to/copydesk.kak

# Kakoune has no filetype for plain text.
hook -group copydesk global BufCreate .*\.(txt|text) %{
    set-option buffer filetype text
}

# Added to the servers that are there already, not put in their place.
hook -group copydesk global BufSetOption filetype=(?:text|markdown|html) %{
    set-option -add buffer lsp_servers %{
        [copydesk]
        command = "copydesk"
        args = ["lsp"]
        root_globs = ["copydesk.toml", ".git"]
    }
}

hook -group copydesk global BufSetOption filetype=text %{
    set-option buffer lsp_language_id plaintext
}

hook -group copydesk global WinSetOption filetype=(?:text|markdown|html) %{
    lsp-enable-window
}
