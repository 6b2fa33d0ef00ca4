import { TRPCError } from '@trpc/server';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AppError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { HOSTILE_TEXTS } from '@kith/testing/hostile-texts';
import { sendInBulk } from '@kith/testing/send-in-bulk';
import { founderOf } from '@kith/testing/test-actors';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { fieldFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let founder: TestMember;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	founder = await founderOf(here);
});
afterEach(forgetFields);
afterAll(() => installation.close());

const TEXTS = Object.values(HOSTILE_TEXTS).flat();
/** The fields in use are those of a new request. */
const api = async () => communityCaller(await here.as(founder));

let isFilled = false;
/** Makes room for the next field, where one came to be. */
async function forgetFields() {
	if (!isFilled) return;
	isFilled = false;
	const fields = here.db.updateTable('settings').set({ value: '[]' }).where('key', '=', 'fields');
	await fields.execute();
	installation.services.snapshots.drop(here.id);
}

async function fieldWith(change: object) {
	const { fields } = await api();
	const { fieldId } = await fields.create({ ...fieldFields(), kind: 'text', ...change });
	isFilled = true;
	const field = (await (await api()).fields.list()).find(({ id }) => id === fieldId);
	if (!field) throw new Error('the field is not listed');
	return field;
}

/** Writes `text` into one place and reads it back. */
const PLACES: Readonly<Record<string, (text: string) => Promise<unknown>>> = {
	'the name of a field': async (label) => (await fieldWith({ label })).label,
	'the words about a field': async (hint) => (await fieldWith({ hint })).hint,
	'a choice of a field': async (label) => {
		const options = [{ id: newId(), label }];
		return (await fieldWith({ kind: 'select', options })).options[0]?.label;
	},
	'what a member fills in': async (text) => {
		const { id: fieldId } = await fieldWith({ kind: 'long_text', isFilterable: false });
		const { members } = await api();
		const { name, handle, version } = await members.me();
		const saved = await members.updateProfile({
			...{ name, handle, version, bio: '', avatarFileId: null },
			fields: [{ fieldId, values: [text] }],
		});
		return saved.fields[0]?.values[0] ?? '';
	},
	'the name of a search': async (name) => {
		const { directory } = await api();
		const id = newId();
		const query = { search: '', roleKey: null, sort: 'newest' as const, filters: [] };
		await directory.saveSearch({ id, name, query });
		const kept = (await directory.searches()).find((one) => one.id === id);
		await directory.deleteSearch({ searchId: id });
		return kept?.name;
	},
};

/** The stable code of a refusal; anything that is no refusal of ours is thrown on. */
function codeOf(error: unknown): string {
	if (!(error instanceof TRPCError) || error.code === 'INTERNAL_SERVER_ERROR') throw error;
	return error.cause instanceof AppError ? error.cause.code : 'input.invalid';
}

test.for(Object.entries(PLACES))(
	'%s is kept as it was sent, or refused by a stable code',
	{ timeout: 120_000 },
	async ([, write]) => {
		const { kept, refused } = await sendInBulk(TEXTS, async (text) => {
			await forgetFields();
			try {
				expect(await write(text)).toBe(text.trim());
				return { code: null };
			} catch (error) {
				return { code: codeOf(error) };
			}
		});
		expect(kept).toBeGreaterThan(0);
		for (const code of refused) expect(code).toMatch(/^[a-z]+\.[a-z_]+$/);
		expect(refused).toContain('input.bad_characters');
	},
);
