import { MessageBar, MessageBarBody } from '@fluentui/react-components';

/** Says that something is done, to the eye and to a screen reader. */
export function Done({ text }: { text: string | null }) {
  return (
    <div role="status">
      {text && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{text}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
