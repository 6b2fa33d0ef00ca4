import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { fieldFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { daysAndAddresses } from '../migrations/community/0042-days-and-addresses.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

test('who filled in days and addresses before is found by them as who does so now', async () => {
	const schema = `c_${here.id}`;
	const { owner } = installation;
	const founder = await here.as(await founderOf(here));
	const kinds = ['date', 'url', 'text'] as const;
	const made = kinds.map((kind) =>
		communityCaller(founder).fields.create({ ...fieldFields(), kind, isFilterable: false }),
	);
	const [date, url, text] = (await Promise.all(made)).map(({ fieldId }) => fieldId);
	const member = await here.member('member', 'Ann');
	const { members } = communityCaller(await here.as(member));
	const { name, handle, version } = await members.me();
	const say = (fieldId = '', value: string) => ({ fieldId, values: [value] });
	await members.updateProfile({
		...{ name, handle, bio: '', avatarFileId: null, version },
		fields: [
			say(date, '2026-03-14'),
			say(url, 'https://ana.example.org/notes'),
			say(text, 'Cello'),
		],
	});
	const keys = async () => {
		const asked = `select field_keys from ${schema}.members where id = $1`;
		const { rows } = await owner.query<{ field_keys: string[] }>(asked, [member.memberId]);
		return rows[0]?.field_keys.toSorted();
	};
	const now = await keys();
	expect(now).toContain(`${date}:2026-03`);
	// As they were kept before: only that a day and an address are filled in.
	const before = `update ${schema}.members set field_keys = $2 where id = $1`;
	await owner.query(before, [member.memberId, [date, url, text, `${text}:cello`]]);
	for (const _ of [1, 2])
		for (const statement of daysAndAddresses.up(schema)) await owner.query(statement);
	expect(await keys()).toEqual(now);
});
