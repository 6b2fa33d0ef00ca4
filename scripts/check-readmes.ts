import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const LIMIT = 30;
const root = resolve(import.meta.dirname, '..');

const findings = globSync('{packages,apps}/*/package.json', { cwd: root })
	.map((manifest) => join(dirname(manifest), 'README.md'))
	.toSorted()
	.flatMap((readme) => {
		if (!existsSync(join(root, readme))) return [`${readme} is missing`];
		const lines = readFileSync(join(root, readme), 'utf8').trimEnd().split('\n').length;
		return lines > LIMIT ? [`${readme} has ${lines} lines, at most ${LIMIT}`] : [];
	});

for (const finding of findings) console.error(finding);
process.exitCode = findings.length > 0 ? 1 : 0;
