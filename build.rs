//! Rebuilds the program when a file is added to, or taken from, a folder that is embedded in it;
//! changes of files that were there the compiler sees itself.

fn main() {
    for folder in ["themes/default", "src/commands/new/starter"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
