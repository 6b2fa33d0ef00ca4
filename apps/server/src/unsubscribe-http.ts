import type { IncomingMessage, ServerResponse } from 'node:http';
import {
	isStopToken,
	mailedByToken,
	stopExplorationMail,
	stopWeekMail,
} from '@kith/domains/analytics';
import type { CommunityContext } from '@kith/domains/context';
import { answerText } from './answers.ts';
import { answerPlainPage } from './plain-page.ts';
import { EXPLORATION_STOPS, WEEK_STOPS } from './unsubscribe-words.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

const ROUTE = /^\/api\/unsubscribe\/(weeks|explorations)\/([\w.-]{1,160})$/;

/** Programs that read mail post here on their own, from no page: what they prove is in the address alone. */
export const isUnsubscribePath = (pathname: string): boolean => ROUTE.test(pathname);

type Kind = {
	words: typeof WEEK_STOPS;
	isKnown: (ctx: CommunityContext, token: string) => boolean;
	stop: (ctx: CommunityContext, token: string) => Promise<void>;
};
const KINDS: Readonly<Record<string, Kind>> = {
	weeks: { words: WEEK_STOPS, isKnown: isStopToken, stop: stopWeekMail },
	explorations: {
		words: EXPLORATION_STOPS,
		isKnown: (ctx, token) => mailedByToken(ctx, token) !== null,
		stop: stopExplorationMail,
	},
};

/**
 * Stops mails by the address that came with them: asked for by a person, it first asks back, so that programs that look at
 * every link of a mail stop nothing; posted to, it is done (RFC 8058).
 */
export async function answerUnsubscribe(
	ctx: CommunityContext,
	{ request, response, url }: Exchange,
): Promise<void> {
	const [, name = '', token = ''] = ROUTE.exec(url.pathname) ?? [];
	const kind = KINDS[name];
	if (!kind) return answerText(response, 404, 'not found');
	const isPost = request.method === 'POST';
	if (!isPost && request.method !== 'GET' && request.method !== 'HEAD')
		return answerText(response, 405, 'GET or POST only');
	const { community } = ctx;
	const isKnown = kind.isKnown(ctx, token);
	if (isKnown && isPost) await kind.stop(ctx, token);
	answerPlainPage(
		request,
		response,
		community,
		(locale) => {
			const { ask, done, unknown } = kind.words[locale];
			const { title, body } = isKnown ? (isPost ? done : ask) : unknown;
			const button = isKnown && !isPost ? { button: ask.button } : {};
			return { title, body: body(community.name), ...button };
		},
		isKnown ? 200 : 404,
	);
}
