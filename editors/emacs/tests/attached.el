;;; attached.el --- what a person sees and does in an article -*- lexical-binding: t -*-

;; emacs -Q --batch -l attached.el, with `copydesk' on PATH, COPYDESK_EDITORS the folder of the editors, and
;; COPYDESK_ARTICLES a folder with article.md and article.txt.

;;; Code:

;; Emacs 28 has Eglot as a Debian package, which -Q leaves out.
(let ((default-directory "/usr/share/emacs/site-lisp/elpa/"))
  (when (and (< emacs-major-version 29) (file-directory-p default-directory))
    (normal-top-level-add-subdirs-to-load-path)))

(require 'cl-lib)
(require 'flymake)
(setq eglot-sync-connect 30
      eglot-confirm-server-initiated-edits nil
      eglot-confirm-server-edits nil
      make-backup-files nil)
(load (expand-file-name "emacs/copydesk.el" (getenv "COPYDESK_EDITORS")) nil t)

(defconst unattributed "“Nobody asked us what we needed before they took the boat away.”")
(defvar failures 0)

(defun say (format &rest arguments)
  (princ (concat (apply #'format format arguments) "\n") #'external-debugging-output))

(defmacro test (name &rest body)
  "Run BODY in a fresh buffer of the article; report under NAME."
  (declare (indent 1))
  `(condition-case problem
       (progn ,@body (say "ok - emacs: %s" ,name))
     ((error quit) (cl-incf failures) (say "FAIL - emacs: %s\n  %S" ,name problem))))

(defmacro eventually (what condition)
  "The value of CONDITION once it has one; an error naming WHAT after thirty seconds."
  `(let ((end (+ (float-time) 30)) result)
     (while (and (not (setq result ,condition)) (< (float-time) end))
       (accept-process-output nil 0.05))
     (or result (error "Timed out waiting for %s" ,what))))

(defun article (name)
  "Open the article NAME afresh and wait for the server."
  (let ((path (expand-file-name name (getenv "COPYDESK_ARTICLES")))
        (large-file-warning-threshold nil))
    (when (get-file-buffer path)
      (with-current-buffer (get-file-buffer path) (set-buffer-modified-p nil))
      (kill-buffer (get-file-buffer path)))
    (switch-to-buffer (find-file-noselect path))
    ;; Eglot attaches after the command that opened the file; in batch there is none.
    (run-hooks 'post-command-hook)
    (eventually "a server" (eglot-current-server))
    (flymake-mode 1)))

(defun findings ()
  "The words that copydesk has underlined as said by nobody."
  ;; What comes together with an answer, Emacs 28 leaves until more comes: so something is asked.
  (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))
  (flymake-start)
  (accept-process-output nil 0.05)
  (cl-loop for d in (flymake-diagnostics)
           when (string-match-p "unattributed-quote" (flymake-diagnostic-text d))
           collect (buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d))))

(defun go-to (words)
  (goto-char (point-min))
  (search-forward words)
  (goto-char (match-beginning 0)))

(dolist (name '("article.md" "article.txt"))
  (test (format "the quotation that nobody says is underlined in %s, and no other" name)
    (article name)
    (eventually "the underline" (equal (findings) (list unattributed)))))

(when (> failures 0)
  (say "FAIL - emacs: without a server the other tests were not tried")
  (kill-emacs 1))

(test "hovering a person tells the name and the role"
  (article "article.md")
  (go-to "Lopez said that")
  (let ((text (format "%s" (jsonrpc-request (eglot-current-server) :textDocument/hover
                                            (eglot--TextDocumentPositionParams)))))
    (dolist (words '("Maria Lopez" "director of the Ellery Harbor Authority"))
      (unless (string-match-p (regexp-quote words) text) (error "%s is not in %s" words text)))))

(test "imenu lists the groups of the outline"
  (article "article.md")
  (let ((names (format "%S" (mapcar #'car (eglot-imenu)))) (all (format "%S" (eglot-imenu))))
    (dolist (words '("People" "Organizations" "Places"))
      (unless (string-match-p words names) (unless (string-match-p words all) (error "%s is not in %s" words all))))
    (unless (string-match-p "Ingrid Sørensen" all) (error "No Ingrid Sørensen in %s" all))))

(defun choose (title)
  "Do what the fix called TITLE does at point."
  (let ((fix (cl-find-if (lambda (action) (equal title (plist-get action :title)))
                         (append (eglot-code-actions (point) (point)) nil))))
    (unless fix (error "No fix is called %s" title))
    (cl-letf (((symbol-function 'y-or-n-p) #'always))
      (cond ((fboundp 'eglot-execute) (eglot-execute (eglot-current-server) fix))
            ((plist-get fix :edit) (eglot--apply-workspace-edit (plist-get fix :edit) 'test))
            (t (let ((command (plist-get fix :command)))
                 (eglot-execute-command (eglot-current-server) (intern (plist-get command :command))
                                        (plist-get command :arguments))))))))

(test "a finding is ignored with one choice, and reported again with another"
  (article "article.md")
  (eventually "the underline" (findings))
  (go-to "Nobody asked")
  (choose "Ignore this finding")
  (eventually "the underline to go" (null (findings)))
  (unless (file-exists-p "copydesk.toml") (error "No copydesk.toml was written"))
  (choose "Report this finding again")
  (eventually "the underline to come back" (findings)))

(test "the ledger tells who is quoted"
  (article "article.md")
  (copydesk-ledger)
  (with-current-buffer "*copydesk ledger*"
    (unless (string-match-p "Maria Lopez, director of the Ellery Harbor Authority: quoted" (buffer-string))
      (error "No Maria Lopez in %s" (buffer-string)))))

(test "copydesk.toml is completed, and no other TOML file is attached to"
  (let ((folder (getenv "COPYDESK_ARTICLES")))
    (with-temp-file (expand-file-name "copydesk.toml" folder) (insert "prof"))
    (with-temp-file (expand-file-name "other.toml" folder) (insert "a = 1\n"))
    (switch-to-buffer (find-file-noselect (expand-file-name "other.toml" folder)))
    (run-hooks 'post-command-hook)
    (when (eglot-current-server) (error "A server for other.toml"))
    (article "copydesk.toml")
    (goto-char (point-max))
    (let ((items (format "%s" (jsonrpc-request (eglot-current-server) :textDocument/completion
                                               (eglot--TextDocumentPositionParams)))))
      (unless (string-match-p "profile" items) (error "No profile in %s" items)))
    (set-buffer-modified-p nil)
    (kill-buffer)
    (delete-file (expand-file-name "copydesk.toml" folder))))

(test "the fix inserts an attribution and the underline is gone"
  (article "article.md")
  (eventually "the underline" (findings))
  (go-to "Nobody asked")
  (choose "Attribute to Maria Lopez")
  (go-to "they took the boat away")
  (let ((line (buffer-substring-no-properties (line-beginning-position) (line-end-position))))
    (unless (string-match-p "Lopez" line) (error "No attribution in %s" line)))
  (eventually "the underline to go" (progn (eglot--signal-textDocument/didChange) (null (findings)))))

(dolist (buffer (buffer-list))
  (with-current-buffer buffer (set-buffer-modified-p nil)))
(kill-emacs (min failures 1))
;;; attached.el ends here
