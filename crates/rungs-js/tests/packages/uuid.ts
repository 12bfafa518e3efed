import { v4, v5, validate } from "uuid"; console.log(validate(v4()), v5("x", v5.URL));
