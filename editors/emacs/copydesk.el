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

;; Only this file, no other TOML: what can be written in it is completed and explained, and its mistakes are underlined.
(define-derived-mode copydesk-configuration-mode conf-toml-mode "copydesk"
  "A `copydesk.toml'.")
(add-to-list 'auto-mode-alist '("/copydesk\\.toml\\'" . copydesk-configuration-mode))
(add-to-list 'eglot-server-programs
             '(((copydesk-configuration-mode :language-id "toml")) . ("copydesk" "lsp")))
(add-hook 'copydesk-configuration-mode-hook #'copydesk-ensure)

(dolist (mode copydesk-modes)
  (add-to-list 'eglot-server-programs
               `(((,(car mode) :language-id ,(cdr mode))) . ("copydesk" "lsp"))))

(defun copydesk-ensure ()
  "Attach copydesk to an article or its configuration; leave the many other modes based on text alone.
Without the program nothing happens but a message, for the text can be written all the same."
  (when (or (assq major-mode copydesk-modes) (eq major-mode 'copydesk-configuration-mode))
    (if (executable-find "copydesk")
        (eglot-ensure)
      (message "copydesk: cannot check this article, because the program `copydesk' was not found"))))

(add-hook 'text-mode-hook #'copydesk-ensure)

(defun copydesk-ledger ()
  "Show who is quoted in the article, how often and with how many words."
  (interactive)
  (let ((buffer (get-buffer-create "*copydesk ledger*")) (name (or buffer-file-name "draft.txt"))
        (coding-system-for-read 'utf-8) (coding-system-for-write 'utf-8))
    (with-current-buffer buffer (let ((inhibit-read-only t)) (erase-buffer)))
    (call-process-region nil nil "copydesk" nil buffer nil "ledger" "-" "--stdin-name" name)
    (with-current-buffer buffer (special-mode) (goto-char (point-min)))
    (display-buffer buffer)))

(provide 'copydesk)
;;; copydesk.el ends here
