import { quotedSchemaOf } from '@kith/db/schema-name';
import { DOWN } from '../reactions/reactions.schema.ts';
import { STAFF_ROLES } from './facts.ts';

/**
 * Statements that keep as facts what a community's tables tell of the time from `$2` on; `$1` is the community. Facts are named
 * and dated as in `deeds.ts`.
 */
export function pastFacts(
	communityId: string,
	{ hasMemberships }: { hasMemberships: boolean },
): string[] {
	const s = quotedSchemaOf(communityId);
	const insert = `with staff as (
			select distinct member_id from ${s}.member_roles
			join ${s}.roles on roles.id = member_roles.role_id
			where roles.key in (${STAFF_ROLES.map((key) => `'${key}'`).join(', ')}))
		insert into streams.activity (community_id, at, id, kind, source, has_consent, member_id,
			space_id, target_id, target_member_id, details)`;
	const end = 'on conflict do nothing';
	const source = `case when staff.member_id is null then 'member' else 'staff' end`;
	const who = (column: string) => `join ${s}.members m on m.id = ${column}
		left join staff on staff.member_id = m.id`;
	const doer = `${source}, m.is_personal, case when m.is_personal then m.id end`;
	const within = (column: string) => `${column} >= $2`;
	const at = (column: string) => `date_trunc('milliseconds', ${column})`;
	return [
		`${insert}
		select $1, ${at('p.created_at')}, p.id, 'post', ${doer}, p.space_id, p.id, null, '{}'
		from ${s}.posts p ${who('p.author_id')} where not p.is_example and ${within('p.created_at')} ${end}`,
		`${insert}
		select $1, ${at('c.created_at')}, c.id, 'comment', ${doer}, c.space_id, c.id,
			case when m.is_personal and t.is_personal then t.id end,
			case when t.id is null or t.id = m.id then '{}'::jsonb
				when staff.member_id is null and ts.member_id is null then '{"answers":"member"}'
				else '{"answers":"staff"}' end
		from ${s}.comments c join ${s}.posts p on p.id = c.post_id
		left join ${s}.comments parent on parent.id = c.parent_id
		${who('c.author_id')}
		left join ${s}.members t on t.id = coalesce(parent.author_id, p.author_id)
		left join staff ts on ts.member_id = t.id
		where not c.is_example and ${within('c.created_at')} ${end}`,
		`${insert}
		select $1, ${at('r.created_at')}, md5('reaction ' || r.subject_id || r.member_id || r.emoji)::uuid, 'reaction',
			${doer}, coalesce(p.space_id, c.space_id), r.subject_id,
			case when m.is_personal and t.is_personal and r.emoji <> '${DOWN}' then t.id end, '{}'
		from ${s}.reactions r ${who('r.member_id')}
		left join ${s}.posts p on p.id = r.subject_id left join ${s}.comments c on c.id = r.subject_id
		left join ${s}.members t on t.id = coalesce(p.author_id, c.author_id)
		where ${within('r.created_at')} ${end}`,
		`${insert}
		select $1, ${at('m.joined_at')}, md5('joined ' || m.id)::uuid, 'joined', ${doer}, null, null, null,
			case when m.invitation_id is null then '{}'::jsonb else '{"invited":true}' end
		from ${s}.members j ${who('j.id')}
		where m.status <> 'pending' and m.status <> 'staged' and ${within('m.joined_at')} ${end}`,
		`${insert}
		select $1, date_trunc('hour', m.last_seen_at, 'UTC'), md5('visit ' || m.id || ' ' ||
			extract(epoch from date_trunc('hour', m.last_seen_at, 'UTC'))::bigint)::uuid, 'visit', ${doer}, null, null, null, '{}'
		from ${s}.members v ${who('v.id')} where m.is_personal and ${within('m.last_seen_at')} ${end}`,
		...(hasMemberships
			? [
					`${insert}
		select $1, ${at('b.created_at')}, b.id, 'paid', ${doer}, null, b.id, null, '{}'
		from ${s}.memberships b ${who('b.member_id')}
		where b.source = 'purchase' and b.status <> 'pending' and ${within('b.created_at')} ${end}`,
				]
			: []),
	];
}
