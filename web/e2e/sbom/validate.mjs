// Holds a CycloneDX bill of materials, from standard input, against the
// schema: node validate.mjs FOLDER, the one that npm.sh installs into. Prints
// what is wrong; nothing when nothing is.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const { Spec, Validation } = createRequire(join(process.argv[2], "package.json"))("@cyclonedx/cyclonedx-library");
const wrong = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(readFileSync(0, "utf8"));
if (wrong !== null) console.log(JSON.stringify(wrong, null, 1));
