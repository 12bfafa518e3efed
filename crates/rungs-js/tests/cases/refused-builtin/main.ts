import http, { Agent } from "node:http";
import * as net from "net";
import { exec } from "child_process";
class Mine extends Agent {}
class Other extends (net as any).Socket {}
console.log(typeof Mine, typeof Other, typeof exec, http.METHODS.length > 0);
http.request("http://example.org");
