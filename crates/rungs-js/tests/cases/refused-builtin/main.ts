import net, { Socket } from "node:net";
import * as dgram from "dgram";
import { exec } from "child_process";
class Mine extends Socket {}
class Other extends (dgram as any).Socket {}
console.log(typeof Mine, typeof Other, typeof exec, typeof net.isIP);
net.connect(80, "example.org");
