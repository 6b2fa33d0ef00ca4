import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { daysAndAddresses } from '../migrations/community/0042-days-and-addresses.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const [date, url, text] = [randomUUID(), randomUUID(), randomUUID()];

test('who filled in days and addresses before is found by them, each time the same', async () => {
	const schema = `c_${here.id}`;
	const { owner } = installation;
	const defined = [
		{ id: date, kind: 'date' },
		{ id: url, kind: 'url' },
		{ id: text, kind: 'text' },
	];
	await owner.query(
		`insert into ${schema}.settings (key, value, updated_at) values ('fields', $1, now())`,
		[JSON.stringify(defined)],
	);
	const { memberId } = await here.member('member', 'Ann');
	const other = await here.member('member', 'Bob');
	const address = 'https://Ana.example.org/notes';
	const filled = { [date]: ['2026-03-14'], [url]: [address], [text]: ['Cello'] };
	await owner.query(`update ${schema}.members set fields = $2, field_keys = $3 where id = $1`, [
		memberId,
		JSON.stringify(filled),
		[date, url, text, `${text}:cello`],
	]);
	const keysOf = async (id: string) => {
		const asked = `select field_keys from ${schema}.members where id = $1`;
		const { rows } = await owner.query<{ field_keys: string[] }>(asked, [id]);
		return rows[0]?.field_keys.toSorted();
	};
	for (const _ of [1, 2]) {
		for (const statement of daysAndAddresses.up(schema)) await owner.query(statement);
		expect(await keysOf(memberId)).toEqual(
			[
				...[date, `${date}:2026`, `${date}:2026-03`, `${date}:2026-03-14`],
				...[url, ...['ana', 'example', 'org', 'notes'].map((word) => `${url}:${word}`)],
				...[text, `${text}:cello`],
			].toSorted(),
		);
		expect(await keysOf(other.memberId)).toEqual([]);
	}
});
