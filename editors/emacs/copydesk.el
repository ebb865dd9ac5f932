;;; copydesk.el --- Who is speaking? copydesk through Eglot -*- lexical-binding: t -*-

;; Load this file in your init file; it needs the `copydesk' program on PATH.
;; Eglot comes with Emacs 29 and newer; in older ones install it first.

;;; Code:

(require 'eglot)

;; Plain Emacs has no mode for Markdown; the package markdown-mode brings one, and is used where it is, also when it
;; comes later: this entry stands behind its own.
(define-derived-mode copydesk-markdown-mode text-mode "Markdown"
  "Text with Markdown marks, for Eglot to tell the server so.")
(unless (fboundp 'markdown-mode)
  (add-to-list 'auto-mode-alist '("\\.\\(?:md\\|markdown\\)\\'" . copydesk-markdown-mode) t))

(defconst copydesk-modes
  '((copydesk-markdown-mode . "markdown") (markdown-mode . "markdown") (text-mode . "plaintext"))
  "The modes in which articles are written, and the server's names for them.
In pages of HTML Eglot starts the server that it knows for them.  Where articles
are written in HTML, put `html-mode' or `mhtml-mode' with \"html\" here.")

(dolist (mode copydesk-modes)
  (add-to-list 'eglot-server-programs
               `(((,(car mode) :language-id ,(cdr mode))) . ("copydesk" "lsp"))))

(defun copydesk-ensure ()
  "Attach copydesk to an article; leave the many other modes based on text alone.
Without the program nothing happens but a message, for the text can be written all the same."
  (when (assq major-mode copydesk-modes)
    (if (executable-find "copydesk")
        (eglot-ensure)
      (message "copydesk: cannot check this article, because the program `copydesk' was not found"))))

(add-hook 'text-mode-hook #'copydesk-ensure)

(provide 'copydesk)
;;; copydesk.el ends here
