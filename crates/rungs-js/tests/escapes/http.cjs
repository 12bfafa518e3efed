// refused: --allow-net
require("http").get("http://127.0.0.1:1/");
