import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { envExample } from '@kith/kernel/config';

const file = resolve(import.meta.dirname, '../.env.example');

if (!process.argv.includes('--check')) writeFileSync(file, envExample());
else if (readFileSync(file, 'utf8') !== envExample()) {
	console.error('.env.example differs from packages/kernel/src/config.ts: npm run env:example');
	process.exitCode = 1;
}
