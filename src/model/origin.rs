//! The way back from a file of the output to the file of the site that it comes from.

use super::Site;
use crate::diagnostics::Location;
use crate::language::Lang;

impl Site {
    /// Where the output's `path` comes from: a city's, a plan's or a section's own place. `None`
    /// where no one file is the cause.
    pub fn origin(&self, path: &str) -> Option<Location> {
        if let Some(asset) = path.strip_prefix("assets/") {
            return Some(self.origin_of_asset(asset));
        }
        let address = Lang::ALL
            .into_iter()
            .find_map(|lang| path.strip_prefix(lang.code())?.strip_prefix('/'))?;
        let parts: Vec<&str> = address.split('/').collect();
        match parts[..] {
            ["pages", slug, ..] => {
                let page = self.pages.iter().find(|page| page.slug == slug)?;
                Some(Location::new(&page.texts.values().next()?.file, 0..0))
            }
            ["topics", _, _, ..] => Some(Location::of_path("content/topics.toml")),
            ["targets", _, _, ..] => Some(Location::of_path("content/indicators.toml")),
            [city, plan, key, _, ..] => {
                let plan = self.plan(&format!("{city}/{plan}"))?;
                Some(plan.section(key)?.location.clone())
            }
            [city, plan, _] => {
                let plan = self.plan(&format!("{city}/{plan}"))?;
                Some(Location::new(&plan.file, 0..0))
            }
            [city, _] => Some(self.city(city)?.location.clone()),
            _ => None,
        }
    }

    /// The static file of the theme, whose published name carries a fingerprint before the ending.
    fn origin_of_asset(&self, asset: &str) -> Location {
        let theme = &self.config.theme.value;
        let name = match asset.rsplit_once('.') {
            Some((rest, ending)) => match rest.rsplit_once('.') {
                Some((stem, _)) => format!("{stem}.{ending}"),
                None => rest.to_owned(),
            },
            None => asset.to_owned(),
        };
        Location::of_path(format!("themes/{theme}/static/{name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_leads_back_to_its_cause() {
        let mut site = Site::default();
        site.config.theme.value = "own".to_owned();
        let path = |output: &str| Some(site.origin(output)?.file.path().to_owned());
        let found = path("assets/a:b.0123456789.svg");
        assert_eq!(found.as_deref(), Some("themes/own/static/a:b.svg"));
        let found = path("zh/topics/aux/index.html");
        assert_eq!(found.as_deref(), Some("content/topics.toml"));
        assert_eq!(path("zh/index.html"), None);
        assert_eq!(path("sitemap.xml"), None);
        assert_eq!(path("zh/nowhere/index.html"), None);
    }
}
