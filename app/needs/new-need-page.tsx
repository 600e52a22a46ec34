import { Form } from '@remix-run/react';
import { paths } from '~/http/paths';
import { useMessages } from '~/i18n/locale-context';
import { needMessages } from '~/i18n/messages/needs';
import type { FamilyChoice } from '~/taxonomy/taxonomy-choices';
import { Button } from '~/ui/button';
import { PageHeader } from '~/ui/page-header';
import { RadioGroup } from '~/ui/radio-group';

/** The one question before the form: its family decides what is asked next. */
export function NewNeedPage(props: { families: FamilyChoice[]; error: 'family-unknown' | null }) {
  const words = useMessages(needMessages);
  return (
    <div className="stack-large">
      <PageHeader
        title={words.newTitle}
        lead={words.newLead}
        breadcrumbsLabel={words.breadcrumbs}
        breadcrumbs={[
          { label: words.home, to: paths.home() },
          { label: words.title, to: paths.needs() },
          { label: words.post },
        ]}
      />
      <Form method="post" className="stack">
        <RadioGroup
          name="family"
          legend={words.family}
          required
          options={props.families}
          errors={props.error ? [words[props.error]] : undefined}
        />
        <div className="cluster">
          <Button type="submit" variant="primary">
            {words.start}
          </Button>
        </div>
      </Form>
    </div>
  );
}
