// Prints a JWK or a JWK Set as {:?} or {:#?} shows the one of the crate jsonwebtoken 8.
use jsonwebtoken::jwk::{Jwk, JwkSet};
use std::fmt::Debug;

fn print(value: impl Debug) {
    if std::env::args().nth(1).unwrap() == "pretty" {
        println!("{:#?}", value)
    } else {
        println!("{:?}", value)
    }
}

fn main() {
    let text = std::io::read_to_string(std::io::stdin()).unwrap();
    match serde_json::from_str::<JwkSet>(&text) {
        Ok(set) => print(set),
        Err(_) => print(serde_json::from_str::<Jwk>(&text).unwrap()),
    }
}
