import { followLink, inviteAffiliate, saveProgramme } from '../affiliates/index.ts';
import { DEFAULT_PROGRAMME } from '../affiliates/programme.schema.ts';
import type { CommunityContext } from '../context.ts';
import { memberCalled } from './demo-sales.queries.ts';

/** Switches the programme on and has members take part in it. */
// authorize: the verbs it calls ask.
export async function startProgramme(
	ctx: CommunityContext,
	members: readonly string[],
): Promise<void> {
	await saveProgramme(ctx, { ...DEFAULT_PROGRAMME, isOn: true, version: 0 });
	for (const handle of members) {
		const { id: memberId } = await memberCalled(ctx.db, handle).executeTakeFirstOrThrow();
		await inviteAffiliate(ctx, { memberId });
	}
}

/** What somebody does next in the browser in which they followed the link of a member. */
// authorize: whoever follows a link is nobody yet.
export async function followedLink(
	ctx: CommunityContext,
	handle: string,
): Promise<CommunityContext> {
	let cookie = '';
	const request = {
		...ctx.request,
		get cookie() {
			return cookie;
		},
		setCookie: (line: string) => {
			[cookie = ''] = line.split(';');
		},
	};
	await followLink({ ...ctx, request }, { code: handle });
	return { ...ctx, request };
}
