import * as z from 'zod';
import { InvalidError } from '@kith/kernel/errors';
import { Programme } from '../affiliates/programme.schema.ts';
import { Access, General, Localization } from '../communities/communities.schema.ts';
import { Explorations } from '../analytics/explorations.schema.ts';
import { WeighHealth } from '../analytics/health.schema.ts';
import { Css, SECTIONS, Site } from '../design/design.schema.ts';
import { SearchLanguages } from '../communities/search-languages.schema.ts';
import { compileCss } from '../design/index.ts';
import { Weights } from '../feeds/feeds.schema.ts';
import { MemberFields } from '../fields/fields.schema.ts';
import { FilingTally, SaveFiling } from '../filing/filing.schema.ts';
import { Levels } from '../gamification/awards.schema.ts';
import { FinalTables, Seasons } from '../gamification/seasons.schema.ts';
import { GuidelinesInForce } from '../guidelines/guidelines.schema.ts';
import { SignInSettings } from '../identity/identity.schema.ts';
import { StorageLimits } from '../media/media.schema.ts';
import { Joining } from '../members/joining.schema.ts';
import { ModulesOn } from '../modules/modules.schema.ts';
import { OnboardingSettings } from '../onboarding/onboarding.schema.ts';
import { SaveReplies } from '../replies/replies.schema.ts';
import { KnownLabels } from '../roster/labels.schema.ts';
import { Segments } from '../roster/roster.schema.ts';
import { SaveRota } from '../rota/rota.schema.ts';
import { Taxes } from '../sales/taxes.schema.ts';
import { Approval, Life } from '../submissions/submissions.schema.ts';

/** Every setting that is kept, beside the sections of the design, as its domain reads it. */
export const SETTINGS: Readonly<Record<string, z.ZodType>> = {
	...{
		access: Access,
		affiliates: Programme,
		approval: Approval,
		feed: Weights,
		fields: MemberFields,
	},
	...{ general: General.partial(), guidelines: GuidelinesInForce, health: WeighHealth, life: Life },
	...{ imprint: GuidelinesInForce, privacy: GuidelinesInForce, terms: GuidelinesInForce },
	...{
		joining: Joining,
		labels: KnownLabels,
		levels: Levels,
		localization: Localization,
		modules: ModulesOn,
		segments: Segments,
	},
	searchLanguages: SearchLanguages,
	...{ onboarding: OnboardingSettings, seeded: z.string().max(100) },
	...{ finalTables: FinalTables, seasons: Seasons },
	explorations: Explorations,
	...{ filing: SaveFiling, filingTally: FilingTally, replies: SaveReplies },
	...{ rota: SaveRota, signIn: SignInSettings.partial(), storage: StorageLimits },
	taxes: Taxes,
};

/** A setting as the domains that read it expect it; style sheets are written anew from what is harmless. */
export async function checkSetting(key: string, value: unknown): Promise<unknown> {
	const section = SECTIONS.find((one) => key === one || key === `${one}.draft`);
	const schema = section ? Site.shape[section] : SETTINGS[key];
	const parsed = schema?.safeParse(value);
	if (!parsed?.success) throw new InvalidError('archives.bad_row', { table: 'settings', key });
	return section === 'css' ? rewritten(parsed.data) : parsed.data;
}

async function rewritten(value: unknown): Promise<Css> {
	const { source } = Css.parse(value);
	return { source, css: (await compileCss(source)).css };
}

/** A published design that is kept, without what pages wore of its style sheet. */
export function checkSite(value: unknown): Site {
	const site = Site.parse(value);
	return { ...site, css: { ...site.css, css: '' } };
}
