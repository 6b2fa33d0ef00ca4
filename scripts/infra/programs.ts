import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

export type Run = { ok: boolean; output: string };

/** The full path of an executable on `searchPath`, or nothing. */
export function programOnPath(name: string, searchPath = process.env.PATH ?? '') {
	return searchPath
		.split(path.delimiter)
		.filter(Boolean)
		.map((folder) => path.join(folder, name))
		.find(isExecutable);
}

/** Runs a program to its end, at most `milliseconds` long; never throws, a kill or crash is not ok. */
export function runProgram(
	file: string,
	args: readonly string[],
	{ cwd, env, milliseconds }: { cwd: string; env: Record<string, string>; milliseconds: number },
): Promise<Run> {
	return new Promise((resolve) => {
		execFile(
			file,
			args,
			{ cwd, env, timeout: milliseconds, killSignal: 'SIGKILL', maxBuffer: 16 * 1024 * 1024 },
			(error, stdout, stderr) => {
				const late = error?.killed ? `\nstopped after ${milliseconds} ms` : '';
				resolve({ ok: !error, output: `${stdout}${stderr}${late}`.trim() });
			},
		);
	});
}

function isExecutable(file: string) {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}
