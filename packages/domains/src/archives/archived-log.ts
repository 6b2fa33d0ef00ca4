import * as z from 'zod';
import { insertRows, type OwnerClient } from '@kith/db/community-rows';
import { InvalidError } from '@kith/kernel/errors';
import {
	beginningOf,
	chained,
	digestOf,
	draftsOf,
	hashOf,
	HEAD_KEY,
	headBehind,
	type EntryRow,
} from '../audit/index.ts';
import type { Services } from '../context.ts';
import type { Row } from './check-row.ts';
import { putSetting } from './rows.queries.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Part = z.strictObject({
	salt: z.string().max(100),
	content: z.record(z.string(), z.unknown()),
});
const Entry = z.strictObject({
	...{
		number: z.int().positive(),
		at: z.iso.datetime({ offset: true }),
		action: z.string().max(60),
	},
	...{ actor_kind: z.string(), member_id: z.uuid().nullable(), staff_id: z.uuid().nullable() },
	...{ target_kind: z.string(), target_id: z.string(), subject_id: z.uuid().nullable() },
	/** Archives of before spaces were written down have none. */
	space_id: z.uuid().nullable().default(null),
	...{ actor: Part.nullable(), details: Part.nullable() },
	...{ actor_digest: Digest, details_digest: Digest, hash: Digest },
});

/**
 * The audit log of an archive: its chain is checked as that of the community it comes from, and forged anew for the one it
 * goes to. Its last entry says where it came from, so that nobody takes what stands before for this installation's word.
 */
export class ArchivedLog {
	#count = 0;
	#at: Date | undefined;
	#theirs: string;
	#ours: string;
	readonly #communityId: string;

	constructor(sourceId: string, communityId: string) {
		this.#theirs = beginningOf(sourceId);
		this.#ours = beginningOf(communityId);
		this.#communityId = communityId;
	}

	/** Checks entries in their order and gives them their new hashes. */
	take(rows: readonly Row[]): void {
		for (const row of rows) {
			const entry = Entry.safeParse(row).data;
			const link = entry && linkOf(entry);
			const isWhole =
				link?.number === this.#count + 1 &&
				hashOf(link, this.#theirs) === entry?.hash &&
				(!entry.actor || digestOf(entry.actor) === entry.actor_digest) &&
				(!entry.details || digestOf(entry.details) === entry.details_digest);
			if (!entry || !link || !isWhole) throw new InvalidError('archives.log_broken');
			this.#theirs = entry.hash;
			this.#ours = hashOf(link, this.#ours);
			[this.#count, this.#at] = [link.number, link.at];
			row['hash'] = this.#ours;
		}
	}

	/** Writes the entry that says who brought it here, and seals the log. */
	async close(
		client: OwnerClient,
		services: Pick<Services, 'secret'>,
		by: { staffId: string; memberId: string; name: string; label: string; now: Date },
	): Promise<void> {
		const { staffId, memberId, name, label, now } = by;
		const target = { kind: 'community', id: this.#communityId, label };
		const note = { action: 'data.imported', target, after: { entries: this.#count } };
		const drafts = draftsOf([note], () => ({ actorKind: 'staff', memberId, staffId, name }));
		const head = { count: this.#count, hash: this.#ours, at: this.#at?.toISOString() };
		const rows = chained(drafts, head, now);
		const communityId = this.#communityId;
		await insertRows(
			client,
			{ communityId, table: 'audit_entries', columns: COLUMNS },
			rows.map(rowOf),
		);
		await putSetting(
			client,
			communityId,
			HEAD_KEY,
			headBehind(communityId, services.secret, head, rows),
			now,
		);
	}
}

const COLUMNS = [
	...(['action', 'actor', 'actor_digest', 'actor_kind', 'at', 'details'] as const),
	...(['details_digest', 'hash', 'member_id', 'number', 'staff_id'] as const),
	...(['subject_id', 'target_id', 'target_kind'] as const),
];

const linkOf = (entry: z.infer<typeof Entry>) => ({
	...{ number: entry.number, at: new Date(entry.at), action: entry.action },
	...{ actorKind: entry.actor_kind, memberId: entry.member_id, staffId: entry.staff_id },
	...{ targetKind: entry.target_kind, targetId: entry.target_id, subjectId: entry.subject_id },
	...{ actorDigest: entry.actor_digest, detailsDigest: entry.details_digest },
	spaceId: entry.space_id,
});

const rowOf = (entry: EntryRow) => ({
	...{ number: entry.number, at: entry.at, action: entry.action, actor_kind: entry.actorKind },
	...{ member_id: entry.memberId, staff_id: entry.staffId, target_kind: entry.targetKind },
	...{ target_id: entry.targetId, subject_id: entry.subjectId, actor: entry.actor },
	...{ actor_digest: entry.actorDigest, details: entry.details, hash: entry.hash },
	details_digest: entry.detailsDigest,
});
