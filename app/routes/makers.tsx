import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { placeOf } from '~/capabilities/capability';
import { listMakers } from '~/capabilities/maker-queries.server';
import { MakersPage } from '~/capabilities/makers-page';
import { currentActor } from '~/http/actor.server';
import { requestLocale } from '~/i18n/locale.server';
import { directoryMessages } from '~/i18n/messages/directory';
import { pageMeta } from '~/i18n/page-meta';
import { departmentLabel } from '~/search/departments';
import { parseDirectoryState } from '~/search/parse-directory-state';
import { families, labelOf } from '~/taxonomy/taxonomy';

export const meta = pageMeta(directoryMessages, 'makersTitle', 'makersLead');

const pageSize = 24;

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request, await currentActor(request));
  const { query, filters, page } = parseDirectoryState(new URL(request.url).searchParams);
  const department = filters.department?.[0] ?? null;
  const family = filters.family?.[0] ?? null;
  const answer = await listMakers({ text: query, department, family }, (page - 1) * pageSize, pageSize);
  return {
    text: query,
    department: department ?? '',
    family: family ?? '',
    page,
    pageCount: Math.max(1, Math.ceil(answer.total / pageSize)),
    total: answer.total,
    makers: answer.makers.map(({ city, department: code, country, families: codes, ...maker }) => ({
      ...maker,
      place: placeOf(city, code === null ? null : departmentLabel(code), country),
      families: codes.map((one) => labelOf(one, locale)),
    })),
    departments: answer.departments.map((value) => ({ value, label: departmentLabel(value) })),
    families: families.map(({ code }) => ({ value: code, label: labelOf(code, locale) })),
  };
}

export default function MakersRoute() {
  return <MakersPage {...useLoaderData<typeof loader>()} />;
}
