import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { useSimulatorTexts } from './texts';

/** Calls a number. */
export function DialForm({
  first,
  dial,
  children,
}: {
  first: string;
  dial: (number: string) => Promise<unknown>;
  children?: ReactNode;
}) {
  const t = useSimulatorTexts();
  const [number, setNumber] = useState(first);
  const [failure, setFailure] = useState('');
  const submit = async () => {
    setFailure('');
    try {
      await dial(number.trim());
    } catch (e) {
      setFailure(e instanceof Error ? e.message : String(e));
    }
  };
  return (
    <form
      className="sim-dial"
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      {children}
      <Field label={t.callNumber} validationState={failure ? 'error' : 'none'} validationMessage={failure || undefined}>
        <Input value={number} onChange={(_, d) => setNumber(d.value)} inputMode="tel" />
      </Field>
      <Button type="submit" appearance="primary" icon={<CallRegular />} disabled={!number.trim()}>
        {t.call}
      </Button>
      {failure && (
        <MessageBar intent="error">
          <MessageBarBody>{failure}</MessageBarBody>
        </MessageBar>
      )}
    </form>
  );
}
