# Homebrew. Builds from source, as homebrew-core wants it.
class Copydesk < Formula
  desc "Language server for news copy: who is quoted, who says it, and where nobody does"
  homepage "ADDRESS"
  url "ADDRESS/archive/refs/tags/vVERSION.tar.gz"
  sha256 "CHECKSUM"
  license any_of: ["MIT", "Apache-2.0"]

  depends_on "rust" => :build

  def install
    system "cargo", "install", "--profile", "dist", *std_cargo_args
    generate_completions_from_executable(bin/"copydesk", "completions")
    system bin/"copydesk", "man", man1
  end

  test do
    (testpath/"article.txt").write "“We asked twice and nobody answered.”\n"
    assert_match "unattributed-quote", shell_output("#{bin}/copydesk check article.txt", 1)
  end
end
