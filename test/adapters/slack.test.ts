import { adapterContract } from './contract.ts';
import { slackChat } from './slack-chat.ts';

adapterContract('Slack over HTTP', () => slackChat('http'));
adapterContract('Slack over Socket Mode', () => slackChat('socket'));
