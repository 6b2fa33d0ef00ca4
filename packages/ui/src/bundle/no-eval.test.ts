import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { told } from './no-eval.ts';

const CORE = fileURLToPath(import.meta.resolve('zod/v4/core')).replace(/index\.(c?js)$/, 'core.js');

test('zod makes no code of text, whatever was set before it came', async () => {
	const code = told(readFileSync(CORE, 'utf8')).replaceAll(/"(\.\/\w+\.js)"/g, (_, path: string) =>
		JSON.stringify(new URL(path, pathToFileURL(CORE)).href),
	);
	const url = `data:text/javascript,${encodeURIComponent(code)}`;
	const { globalConfig } = (await import(/* @vite-ignore */ url)) as {
		globalConfig: { jitless?: boolean };
	};
	expect(globalConfig.jitless).toBe(true);
});
