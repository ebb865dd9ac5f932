# nixpkgs.
{
  lib,
  rustPlatform,
  fetchFromGitHub,
  installShellFiles,
}:
rustPlatform.buildRustPackage (finalAttrs: {
  pname = "copydesk";
  version = "VERSION";

  src = fetchFromGitHub {
    owner = "OWNER";
    repo = "copydesk";
    tag = "v${finalAttrs.version}";
    hash = "CHECKSUM";
  };
  cargoHash = "CHECKSUM";
  buildType = "dist";

  nativeBuildInputs = [ installShellFiles ];
  postInstall = ''
    $out/bin/copydesk man man
    installManPage man/*.1
    for shell in bash zsh fish; do
      $out/bin/copydesk completions $shell > copydesk.$shell
    done
    installShellCompletion copydesk.{bash,zsh,fish}
  '';

  meta = {
    description = "Language server for news copy: who is quoted, who says it, and where nobody does";
    homepage = "ADDRESS";
    license = with lib.licenses; [ mit asl20 ];
    mainProgram = "copydesk";
  };
})
