//! What the system says of files, in both languages: its own words are English and numbers.

use std::io;

use crate::language::{Bilingual, Words};

/// Why something could not be done with a file.
pub fn reason(error: &io::Error) -> Bilingual {
    let words = match error.kind() {
        io::ErrorKind::NotFound => Words {
            zh: "没有这个文件或文件夹",
            en: "there is no such file or folder",
        },
        io::ErrorKind::PermissionDenied => Words {
            zh: "没有权限",
            en: "permission was denied",
        },
        io::ErrorKind::IsADirectory => Words {
            zh: "这是文件夹，不是文件",
            en: "this is a folder, not a file",
        },
        io::ErrorKind::NotADirectory => Words {
            zh: "路径中有一段是文件，不是文件夹",
            en: "a part of the path is a file, not a folder",
        },
        io::ErrorKind::AlreadyExists => Words {
            zh: "已经存在",
            en: "it exists already",
        },
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Words {
            zh: "磁盘已满",
            en: "the disk is full",
        },
        io::ErrorKind::ReadOnlyFilesystem => Words {
            zh: "磁盘只读",
            en: "the disk is read-only",
        },
        io::ErrorKind::FileTooLarge => Words {
            zh: "文件太大",
            en: "the file is too large",
        },
        _ => {
            // The system's number helps whoever looks after the machine.
            let code = error.raw_os_error();
            let zh = code.map_or_else(|| "系统错误".to_owned(), |code| format!("系统错误 {code}"));
            return Bilingual::new(zh, error.to_string());
        }
    };
    words.into()
}
