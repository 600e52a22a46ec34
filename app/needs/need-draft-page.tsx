import { useFetcher } from '@remix-run/react';
import { type FormEvent, useEffect, useRef } from 'react';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { needMessages } from '~/i18n/messages/needs';
import { Callout } from '~/ui/callout';
import { PageHeader } from '~/ui/page-header';
import { NeedForm } from './need-form';
import type { NeedFormFields } from './need-form-fields';
import type { NeedDraft } from './need-queries.server';

interface NeedDraftPageProps {
  draft: NeedDraft;
  fields: NeedFormFields;
  operationId: string;
  errors: Record<string, string[]>;
  saved: boolean;
}

/** How long typing pauses before the draft is kept. */
const pauseMs = 1500;

export function NeedDraftPage({ draft, fields, operationId, errors, saved }: NeedDraftPageProps) {
  const words = useMessages(needMessages);
  const draftAction = paths.needDraft(draft.id);
  const { keep, forget, kept } = useKeptDraft(draftAction);
  return (
    <div className="stack-large">
      <PageHeader
        title={words.formTitle}
        lead={words.formLead}
        status={fields.familyLabel}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[
          { label: words.home, to: paths.home() },
          { label: words.title, to: paths.needs() },
          { label: words.post },
        ]}
      />
      {saved || kept ? (
        <Callout tone="good" live>
          {words.draftSaved}
        </Callout>
      ) : null}
      <div onInput={keep} onSubmit={forget}>
        <NeedForm
          fields={fields}
          content={draft.content}
          errors={errors}
          operationId={operationId}
          draftAction={draftAction}
          publishAction={paths.needDraftPublication(draft.id)}
        />
      </div>
    </div>
  );
}

/** With JavaScript the draft is kept while it is written: a closed tab loses a second and a half at most. */
function useKeptDraft(draftAction: string) {
  const fetcher = useFetcher<{ saved: boolean }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const forget = () => clearTimeout(timer.current);
  const keep = (event: FormEvent<HTMLElement>) => {
    const form = event.target instanceof Element ? event.target.closest('form') : null;
    if (!form) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      fetcher.submit(new FormData(form), { method: 'post', action: draftAction });
    }, pauseMs);
  };
  return { keep, forget, kept: fetcher.data?.saved ?? false };
}
