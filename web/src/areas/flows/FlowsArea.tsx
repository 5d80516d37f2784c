import type { Session } from '../../api/types';
export default function FlowsArea({ who }: { who: Session }) {
  return <p>{who.user}</p>;
}
