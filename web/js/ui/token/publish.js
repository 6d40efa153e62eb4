// @ts-check
/** How a set is published: the headers that it wants, for servers that people have. */

import { byId } from "../parts/dom.js";
import { fillBlock, mountCopies } from "./blocks.js";

/** Where the set lies: the address that servers are given. */
const PATH = "/.well-known/jwks.json";

const NGINX = `location ${PATH} {
    root /srv/www;
    types { }
    default_type application/jwk-set+json;
    add_header Access-Control-Allow-Origin "*";
    add_header Cache-Control "public, max-age=3600";
}`;

const CADDY = `handle ${PATH} {
    root * /srv/www
    header Content-Type application/jwk-set+json
    header Access-Control-Allow-Origin *
    header Cache-Control "public, max-age=3600"
    file_server
}`;

const STATIC = `${PATH}
  Content-Type: application/jwk-set+json
  Access-Control-Allow-Origin: *
  Cache-Control: public, max-age=3600`;

export function mountPublish() {
  const section = byId("publish");
  mountCopies(section);
  fillBlock("publish-nginx", NGINX);
  fillBlock("publish-caddy", CADDY);
  fillBlock("publish-static", STATIC);

  return {
    /** Secrets are in no set that is published. @param {import("../types.js").Model | null} model */
    update(model) {
      section.hidden = !model?.result.keys.some(({ forms }) => forms.includes("jwks"));
    },
  };
}
