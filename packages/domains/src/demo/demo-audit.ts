import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import { writeEntries } from '../audit/index.ts';
import type { CommunityIdentity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import type { Demo } from '../templates/index.ts';

const DAY_MS = 86_400_000;

type Ids = ReadonlyMap<string, string>;

/** What the demo's team did before anybody looked, oldest first. */
export async function writeDemoLog(
	services: Services,
	community: CommunityIdentity,
	tx: CommunityDb,
	{ demo, memberIds, spaceIds }: { demo: Demo } & Record<'memberIds' | 'spaceIds', Ids>,
): Promise<void> {
	const ctx = await createJobContext(services, community, 'demo');
	const now = services.clock.now().getTime();
	const idOf = (handle: string) => {
		const memberId = memberIds.get(handle);
		if (!memberId) throw new Error(`the demo's log names nobody called ${handle}`);
		return memberId;
	};
	const spaceOf = (key: string) => {
		const spaceId = spaceIds.get(key);
		if (!spaceId) throw new Error(`the demo's log names no space called ${key}`);
		return spaceId;
	};
	const log = (demo.log ?? []).toSorted((one, other) => other.daysAgo - one.daysAgo);
	for (const { by, about, space, daysAgo, kind, id, label, ...note } of log) {
		const at = new Date(now - daysAgo * DAY_MS);
		const memberId = about === undefined ? null : idOf(about);
		const spaceId = space === undefined ? null : spaceOf(space);
		const ownId = kind === 'member' ? memberId : kind === 'space' ? spaceId : null;
		const target = { kind, id: id ?? ownId ?? newId(), label, memberId, spaceId };
		const actor = { kind: 'member' as const, memberId: idOf(by), userId: '' };
		const then = { ...ctx, actor, clock: { now: () => at } };
		await writeEntries(then, tx, [{ ...note, target }]);
	}
}
