import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { domainFiles, migrationFile } from './new/domain-files.ts';
import { namesOf } from './new/names.ts';
import { appendMigration, wireBesidePosts } from './new/wire.ts';

const DOMAINS = 'packages/domains/src';
const WIRING = [
	'registry.ts',
	'abilities.ts',
	'events.ts',
	'permissions/permission.ts',
	'permissions/permissions.schema.ts',
];
const MIGRATIONS = 'packages/db/migrations/community';

/** Every file that a new domain adds or changes below `root`, path → text. Writes nothing; throws when it exists. */
export function newDomain(root: string, plural: string): Map<string, string> {
	const names = namesOf(plural);
	if (existsSync(join(root, DOMAINS, plural))) throw new Error(`${DOMAINS}/${plural} exists`);
	const read = (path: string) => readFileSync(join(root, path), 'utf8');
	const files = domainFiles(names);
	for (const path of WIRING.map((name) => `${DOMAINS}/${name}`))
		files.set(path, wireBesidePosts(read(path), names));
	const list = `${MIGRATIONS}/list.ts`;
	const { text, version, file } = appendMigration(read(list), names);
	files.set(list, text);
	files.set(`${MIGRATIONS}/${file}`, migrationFile(names, version));
	return files;
}

if (import.meta.main) {
	const [kind, plural = ''] = process.argv.slice(2);
	if (kind !== 'domain') throw new Error('usage: npm run new -- domain <plural-name>');
	const root = join(import.meta.dirname, '..');
	const files = newDomain(root, plural);
	for (const [path, text] of files) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
		console.log(path);
	}
	execFileSync(join(root, 'node_modules/.bin/oxfmt'), [...files.keys()], { cwd: root });
	console.log('\nNext: npm run db:types, then the verb, and a .db.test.ts that shows it refuses.');
}
