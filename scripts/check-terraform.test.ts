import {
	cpSync,
	existsSync,
	globSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { checkTerraform } from './check-terraform.ts';
import { programOnPath } from './infra/programs.ts';
import { wireSchema } from './terraform-stub/schema.ts';

const home = path.join(import.meta.dirname, '../terraform');
const scratch = mkdtempSync(path.join(tmpdir(), 'kith-terraform-test-'));
const folder = path.join(scratch, 'terraform');
const absent = 'terraform is not installed: format, validate and test skipped';

beforeEach(() => {
	rmSync(folder, { recursive: true, force: true });
	cpSync(home, folder, { recursive: true });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function edit(file: string, from: string, to: string) {
	const name = path.join(folder, file);
	const before = readFileSync(name, 'utf8');
	expect(before).toContain(from);
	writeFileSync(name, before.replace(from, to));
}

const faults: [string, string, string, string][] = [
	[
		'modules/storage/main.tf',
		'  bucket = var.bucket',
		'  buckit = var.bucket',
		'An argument named "buckit" is not expected here',
	],
	[
		'modules/service/main.tf',
		'  setting {',
		'  settings {',
		'Blocks of type "settings" are not expected here',
	],
	[
		'modules/service/access.tf',
		'  assume_role_policy = data.aws_iam_policy_document.ecs_tasks.json\n',
		'',
		'The argument "assume_role_policy" is required',
	],
	[
		'modules/service/balancer.tf',
		'aws_lb.this.arn',
		'aws_lb.this.arm',
		'This object has no argument, nested block, or exported attribute named "arm"',
	],
	[
		'modules/network/main.tf',
		'enable_dns_hostnames = true',
		'enable_dns_hostnames = ["yes"]',
		'Inappropriate value for attribute "enable_dns_hostnames"',
	],
	[
		'modules/database/main.tf',
		'deletion_protection       = true',
		'deletion_protection       = false',
		'A guard of the database is off.',
	],
	['modules/storage/outputs.tf', '  value ', '      value ', 'terraform fmt:'],
];

/** `message`, or what the check says instead where there is no terraform. */
function expected(message: string) {
	return programOnPath('terraform') ? message : absent;
}

test('without terraform the check passes and says what it left out', async () => {
	expect(await checkTerraform(folder, scratch)).toEqual({ problems: [], notes: [absent] });
});

test('a setting that Kith does not have is found even without terraform', async () => {
	edit('modules/service/main.tf', 'TRUST_PROXY ', 'TRUST_PROXYS');
	expect((await checkTerraform(folder, scratch)).problems).toEqual([
		'terraform/modules/service/main.tf: TRUST_PROXYS is no setting of Kith',
	]);
});

test('the environment validates, its tests pass, and the tree stays clean', async () => {
	const { problems, notes } = await checkTerraform(folder);
	expect(problems).toEqual([]);
	expect(notes.join('\n')).toContain(expected('environments/staging: Success!'));
	expect(globSync('**/.terraform*', { cwd: folder })).toEqual([]);
	expect(existsSync(path.join(folder, 'environments/staging/terraform.tfstate'))).toBe(false);
}, 60_000);

test('a misspelt argument and six other planted faults are all refused', async () => {
	for (const [file, from, to] of faults) edit(file, from, to);
	const { problems, notes } = await checkTerraform(folder);
	const text = [...problems, ...notes].join('\n');
	for (const [, , , message] of faults) expect(text).toContain(expected(message));
}, 60_000);

test('a schema word that cannot be read is an error, not a gap', () => {
	expect(() => wireSchema({ attributes: 'id= name!:text' })).toThrow('name!:text');
	expect(() => wireSchema({ attributes: 'name' })).toThrow('cannot be read: name');
});
