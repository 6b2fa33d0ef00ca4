import type { FieldFile, FieldKind, FieldVisibility } from '@kith/domains/fields/schema';
import { m } from '#lib/paraglide/messages.js';

export const KIND_WORDS: Readonly<Record<FieldKind, () => string>> = {
	text: m.fields_kind_text,
	long_text: m.fields_kind_long_text,
	select: m.fields_kind_select,
	multi_select: m.fields_kind_multi_select,
	date: m.fields_kind_date,
	url: m.fields_kind_url,
	location: m.fields_kind_location,
	file: m.fields_kind_file,
};

export const FILE_WORDS: Readonly<Record<FieldFile, () => string>> = {
	picture: m.fields_file_picture,
	pdf: m.fields_file_pdf,
	audio: m.fields_file_audio,
	video: m.fields_file_video,
	other: m.fields_file_any,
};

export const VISIBILITY_WORDS: Readonly<
	Record<FieldVisibility, { title: () => string; hint: () => string }>
> = {
	public: { title: m.fields_seen_public, hint: m.fields_seen_public_hint },
	members: { title: m.fields_seen_members, hint: m.fields_seen_members_hint },
	staff: { title: m.fields_seen_staff, hint: m.fields_seen_staff_hint },
	self: { title: m.fields_seen_self, hint: m.fields_seen_self_hint },
};
