import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { searchMarks } from '../migrations/community/0039-search-marks.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const NODES: Readonly<Record<string, readonly [node: object, marks: readonly string[]]>> = {
	words: [{ type: 'text', text: 'image, file, "type": "link"' }, []],
	picture: [{ type: 'image', attrs: {} }, ['=picture']],
	file: [{ type: 'file', attrs: { mime: 'text/plain' } }, ['=file']],
	film: [{ type: 'file', attrs: { mime: 'video/mp4' } }, ['=file', '=video']],
	player: [{ type: 'embed', attrs: { provider: 'vimeo' } }, ['=link', '=video']],
	sound: [{ type: 'embed', attrs: { provider: 'spotify' } }, ['=link']],
	link: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: {} }] }, ['=link']],
};

test('texts of before are marked with what they hold, however deep, and keep their words', async () => {
	const schema = `c_${here.id}`;
	const { owner } = installation;
	const run = async () => {
		for (const statement of searchMarks.up(schema)) await owner.query(statement);
	};
	await owner.query(`update ${schema}.posts set search = to_tsvector('simple', 'word')`);
	const { rows } = await owner.query<{ id: string }>(`select id from ${schema}.posts limit 2`);
	const [one, poll] = rows.map(({ id }) => id);
	await owner.query(`update ${schema}.posts set has_poll = true where id = $1`, [poll]);
	for (const [name, [node, marks]] of Object.entries(NODES)) {
		const body = { type: 'doc', content: [{ type: 'blockquote', content: [node] }] };
		await owner.query(
			`update ${schema}.posts set body = $2, search = to_tsvector('simple', 'word') where id = $1`,
			[one, JSON.stringify(body)],
		);
		await run();
		const { rows: found } = await owner.query<{ words: string[] }>(
			`select tsvector_to_array(search) as words from ${schema}.posts where id = $1`,
			[one],
		);
		expect(found[0]?.words, name).toEqual([...marks, 'word']);
	}
	const { rows: polls } = await owner.query<{ id: string }>(
		`select id from ${schema}.posts where search @@ '''=poll'''::tsquery`,
	);
	expect(polls).toEqual([{ id: poll }]);
});

test('languages that members chose and that the community had are asked in', async () => {
	const schema = `c_${here.id}`;
	const { owner } = installation;
	for (const locale of ['fr', 'de-AT', 'ja', null])
		await owner.query(`update ${schema}.members set locale = $2 where id = $1`, [
			(await here.member('member', `Speaker ${locale}`)).memberId,
			locale,
		]);
	await owner.query(`delete from ${schema}.settings where key = 'searchLanguages'`);
	for (const statement of searchMarks.up(schema)) await owner.query(statement);
	const { rows } = await owner.query<{ value: object }>(
		`select value from ${schema}.settings where key = 'searchLanguages'`,
	);
	expect(rows).toEqual([{ value: { french: true, german: true } }]);
});
