// Runs a command and takes its time.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const TIME = '/usr/bin/time';

/** Bash's `time` counts in milliseconds and knows the CPU time of the command and its children. */
const TIMED = `TIMEFORMAT='%R %U %S'; time "$@" >/dev/null 2>/dev/null`;

function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(stderr);
      else reject(new Error(`${args.join(' ')} ended with ${code}: ${stderr}`));
    });
  });
}

/**
 * @param {string[]} command
 * @param {{ cwd?: string, env?: object }} options
 * @returns {Promise<{ wall: number, cpu: number }>} milliseconds
 */
export async function measureTime(command, options) {
  const stderr = await run('bash', ['-c', TIMED, 'bench', ...command], options);
  const [wall, user, system] = stderr.trim().split('\n').at(-1).split(' ').map((seconds) => Number(seconds) * 1000);
  return { wall, cpu: user + system };
}

/**
 * @param {string[]} command
 * @param {{ cwd?: string, env?: object }} options
 * @returns {Promise<number | undefined>} the peak of the resident set in MiB, where GNU time can tell it
 */
export async function measureMemory(command, options) {
  if (!existsSync(TIME)) return undefined;
  const stderr = await run(TIME, ['-f', '%M', ...command], options);
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
}

/** The middle one. */
export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}
