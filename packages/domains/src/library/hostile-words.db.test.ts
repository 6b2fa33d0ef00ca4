import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { HOSTILE_TEXTS } from '@kith/testing/hostile-texts';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { documentBy, openLibrary } from '@kith/testing/test-library';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let ctx: CommunityContext;
let spaceId: string;
let documentId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	spaceId = await openLibrary(await here.as(founder));
	ctx = await here.as(founder);
	documentId = await documentBy(ctx, { spaceId });
});
afterAll(() => installation.close());

const TEXTS = Object.values(HOSTILE_TEXTS).flat();
const api = () => communityCaller(ctx).library;

/** The stable code of a refusal; anything that is no refusal of ours is thrown on. */
async function refusalOf(attempt: Promise<unknown>): Promise<string | null> {
	try {
		await attempt;
		return null;
	} catch (error) {
		if (!(error instanceof TRPCError) || error.code === 'INTERNAL_SERVER_ERROR') throw error;
		return error.cause instanceof AppError ? error.cause.code : 'input.invalid';
	}
}

async function documentWith(change: { title?: string; description?: string }) {
	const { version, title, description } = (await api().get({ documentId })).document;
	await api().edit({ documentId, version, title, description, ...change });
	return (await api().get({ documentId })).document;
}

const PLACES: Readonly<Record<string, (text: string) => Promise<string | undefined>>> = {
	'the title of a document': async (title) => (await documentWith({ title })).title,
	'the description of a document': async (description) =>
		(await documentWith({ description })).description,
	'the name of a folder': async (name) => {
		const { folderId } = await api().createFolder({ id: newId(), spaceId, folderId: null, name });
		const { folders } = await api().tree({ spaceId });
		await api().deleteFolder({ folderId, documents: 0 });
		return folders.find(({ id }) => id === folderId)?.name;
	},
};

test.for(Object.entries(PLACES))(
	'%s is kept as it was sent, or refused by a stable code',
	{ timeout: 120_000 },
	async ([, place]) => {
		let kept = 0;
		for (const text of TEXTS) {
			const read: { value?: string | undefined } = {};
			const code = await refusalOf(place(text).then((value) => (read.value = value)));
			if (code === null) expect(read.value).toBe(text.trim());
			else expect(code).toMatch(/^[a-z]+\.[a-z_]+$/);
			kept += code === null ? 1 : 0;
		}
		expect(kept).toBeGreaterThan(200);
	},
);
