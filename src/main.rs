//! The `gongbao` program: see the library for what it does.

fn main() -> std::process::ExitCode {
    gongbao::commands::run()
}
