const type = { linux: "Linux", darwin: "Darwin", win32: "Windows_NT" }[native.platform] ?? native.platform;
const windows = native.platform === "win32";
const home = () => process.env.HOME ?? process.env.USERPROFILE ?? "/";

module.exports = {
  EOL: windows ? "\r\n" : "\n",
  arch: () => native.architecture,
  availableParallelism: () => native.cpus(),
  constants: { signals: { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 }, errno: {}, priority: {} },
  cpus: () => Array.from({ length: native.cpus() }, () => ({ model: "", speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } })),
  devNull: windows ? "\\\\.\\nul" : "/dev/null",
  endianness: () => "LE",
  freemem: () => 0,
  homedir: home,
  hostname: () => native.hostname(),
  loadavg: () => [0, 0, 0],
  machine: () => (native.architecture === "x64" ? "x86_64" : native.architecture),
  networkInterfaces: () => ({}),
  platform: () => native.platform,
  release: () => "",
  tmpdir: () => native.temporaryFolder(),
  totalmem: () => 0,
  type: () => type,
  uptime: () => native.nanoseconds() / 1e9,
  userInfo: () => ({ username: process.env.USER ?? process.env.USERNAME ?? "", homedir: home(), uid: 0, gid: 0, shell: process.env.SHELL ?? null }),
  version: () => "",
};
