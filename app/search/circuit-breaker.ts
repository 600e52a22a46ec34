/**
 * Stops asking a server that does not answer: after a failure, callers are refused at once until one probe, made in
 * nobody's way, has succeeded. So a hanging server costs one waiting time, not one a page.
 */
export class CircuitBreaker {
  private openUntil = 0;
  private isOpen = false;
  private probing = false;

  /**
   * @param probe resolves when the server answers again
   * @param pauseMs least time between two probes
   */
  constructor(
    private readonly probe: () => Promise<unknown>,
    private readonly pauseMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** May the server be asked? While it is known to be down, each question starts a probe when one is due. */
  get closed(): boolean {
    if (!this.isOpen) return true;
    if (!this.probing && this.now() >= this.openUntil) void this.tryAgain();
    return false;
  }

  trip(): void {
    this.isOpen = true;
    this.openUntil = this.now() + this.pauseMs;
  }

  reset(): void {
    this.isOpen = false;
  }

  private async tryAgain(): Promise<void> {
    this.probing = true;
    try {
      await this.probe();
      this.reset();
    } catch {
      this.trip();
    } finally {
      this.probing = false;
    }
  }
}
