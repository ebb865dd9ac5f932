;;; copydesk.el --- Who is speaking? copydesk through Eglot -*- lexical-binding: t -*-

;; Load this file in your init file; it needs the `copydesk' program on PATH.
;; Eglot comes with Emacs 29 and newer; in older ones install it first.

;;; Code:

(require 'eglot)

;; Plain Emacs has no mode for Markdown; the package markdown-mode brings one, and is used where it is.
(unless (fboundp 'markdown-mode)
  (define-derived-mode copydesk-markdown-mode text-mode "Markdown"
    "Text with Markdown marks, for Eglot to tell the server so.")
  (add-to-list 'auto-mode-alist '("\\.\\(?:md\\|markdown\\)\\'" . copydesk-markdown-mode)))

(defconst copydesk-modes
  '((copydesk-markdown-mode . "markdown") (markdown-mode . "markdown")
    (html-mode . "html") (mhtml-mode . "html") (text-mode . "plaintext"))
  "The modes in which articles are written, and the server's names for them.")

(dolist (mode copydesk-modes)
  (add-to-list 'eglot-server-programs
               `(((,(car mode) :language-id ,(cdr mode))) . ("copydesk" "lsp"))))

(defun copydesk-ensure ()
  "Attach copydesk to an article; leave the many other modes based on text alone."
  (when (assq major-mode copydesk-modes)
    (eglot-ensure)))

(add-hook 'text-mode-hook #'copydesk-ensure)

(provide 'copydesk)
;;; copydesk.el ends here
